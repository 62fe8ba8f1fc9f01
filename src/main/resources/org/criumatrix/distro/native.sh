# Builds the suite's workloads with the compiler $compiler. $out  where to  $suite  the suite's folder
# $built  its programs for this machine. What only looks at processes, or starts them, is copied from there.
set -eu
: "${compiler:?}" "${out:?}" "${suite:?}" "${built:?}"
cd "$built"
for what in agent inventory tools subjects preload python java lammps; do
	[ ! -e "$what" ] || cp -au "$what" "$out"
done
# A newer compiler has more warnings, and a program with one is what its users get.
build() { make -s -C "$suite/native" OUT="$out" CC="$compiler" LDFLAGS= WERROR= "$@"; }
# Without what all of them share, the compiler is at fault and not a program.
build "$out/workload.o"
build -k -j "$(nproc)" userland >/dev/null 2>&1 || true
# musl-gcc links libraries of the compiler that only another C library can load.
loads() { { "$1" --help >/dev/null; } 2>&1; }
for program in $(build list-userland); do
	if complaint=$(build "$program" 2>&1 && loads "$program"); then
		rm -f "$program.failed"
	else
		mkdir -p "$(dirname "$program")"
		rm -f "$program"
		echo "$complaint" | head -n 5 >"$program.failed"
	fi
done
