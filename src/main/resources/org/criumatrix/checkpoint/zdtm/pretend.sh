#!/bin/sh
# The negative control of CRIU's own tests: a CRIU that writes logs of success. It kills what it should save, and starts
# something else in place of a restore.
action=$1 tree='' pidfile='' log=/dev/null images=.
while [ $# -gt 0 ]; do
	case $1 in
	--tree) tree=$2 ;;
	--pidfile) pidfile=$2 ;;
	--log-file) log=$2 ;;
	--images-dir) images=$2 ;;
	esac
	shift
done
case $action in
dump)
	echo "(00.000001) Dumping finished successfully" >"$images/$log"
	kill -9 "$tree"
	;;
restore)
	echo "(00.000001) Restore finished successfully. Tasks resumed." >"$images/$log"
	setsid sleep 60 </dev/null >/dev/null 2>&1 &
	echo $! >"$pidfile"
	;;
esac
