import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** A numeric loop in a Java virtual machine, with the protocol of the C workloads. */
final class NumericLoop {

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);

    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        var options = options(arguments);
        var hurry = new CountDownLatch(1);
        Signal.handle(new Signal("USR1"), signal -> hurry.countDown());
        var x = 1.0 / (2.0 + options.get("--seed"));
        var nonce = nonce();
        say(ERR, "ready " + ProcessHandle.current().pid() + " " + sha256(nonce));
        for (long k = 1; k <= options.get("--count"); k++) {
            if (k > 1) {
                hurry.await(options.get("--pace"), TimeUnit.MICROSECONDS);
            }
            x = iterate(x);
            say(OUT, "step " + k + " " + bits(x));
        }
        say(OUT, "answer " + bits(x));
        say(ERR, "end " + nonce);
    }

    /** Chaotic: one wrong bit makes every bit wrong a few steps later. */
    private static double iterate(double x) {
        for (int i = 0; i < 20; i++) {
            x = 3.99 * x * (1.0 - x);
        }
        return x;
    }

    private static String bits(double x) {
        return HexFormat.of().toHexDigits(Double.doubleToRawLongBits(x));
    }

    /** One line is one write: nothing waits in a buffer when the process is dumped. */
    private static void say(FileOutputStream stream, String line) throws IOException {
        stream.write((line + "\n").getBytes());
    }

    /** Not SecureRandom, which keeps its descriptors open. */
    private static String nonce() throws IOException {
        try (var random = new FileInputStream("/dev/urandom")) {
            return HexFormat.of().formatHex(random.readNBytes(16));
        }
    }

    private static String sha256(String text) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest);
    }

    private static Map<String, Long> options(String[] arguments) throws IOException {
        var pace = System.getenv().getOrDefault("WORKLOAD_PACE", "1000");
        var values = new HashMap<>(Map.of("--count", 1000L, "--pace", Long.parseLong(pace), "--seed", 1L));
        for (int i = 0; i < arguments.length; i += 2) {
            var name = arguments[i];
            var value = i + 1 < arguments.length ? arguments[i + 1] : "";
            if (name.equals("--help")) {
                say(OUT, "NumericLoop [--count N] [--pace MICROSECONDS] [--seed S]: iterates the logistic map");
                System.exit(0);
            }
            if (!values.containsKey(name)) {
                refuse("unknown option " + name + " (--help lists them)");
            }
            if (!value.matches("\\d{1,18}")) {
                refuse(name + ": expected a number, not \"" + value + "\"");
            }
            values.put(name, Long.parseLong(value));
        }
        return values;
    }

    private static void refuse(String text) throws IOException {
        say(ERR, "NumericLoop: " + text);
        System.exit(2);
    }
}
