package org.criumatrix.criu;
import java.util.*;
public final class CriuStats { public static Map<String,Long> read(byte[] b){ return Map.of(); } }
