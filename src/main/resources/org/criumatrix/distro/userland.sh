# Prints what a user land consists of, a line each: WHAT: VERSION
say() { [ -z "$2" ] || echo "$1: $2"; }
has() { command -v "$1" >/dev/null; }
say distribution "$(. /etc/os-release; echo "$PRETTY_NAME")"
if has musl-gcc; then
	loader=$(echo /lib/ld-musl-*.so.1)
	say 'C library' "musl $("$loader" 2>&1 | sed -n 's/^Version //p')"
	say compiler "musl-gcc, $(gcc --version | head -n 1)"
else
	say 'C library' "$(ldd --version | head -n 1)"
	say compiler "$(gcc --version | head -n 1)"
fi
! has python3 || say Python "$(python3 --version)"
! has java || say Java "$(java -version 2>&1 | head -n 1)"
! has mpirun.openmpi || say 'Open MPI' "$(mpirun.openmpi --version | head -n 1)"
! has mpichversion.mpich && ! has mpichversion || say MPICH "$( (mpichversion.mpich || mpichversion) 2>/dev/null | head -n 1 | tr -s ' \t' ' ')"
say mpi4py "$(python3 -c 'import mpi4py; print(mpi4py.__version__)' 2>/dev/null)"
say LAMMPS "$(dpkg-query -W -f '${Version}' lammps 2>/dev/null)"
