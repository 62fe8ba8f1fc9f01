# What the parts of box/ share. $here is the folder box/.

say() { echo "box: $*" >&2; }
stop() {
	say "$*"
	exit 1
}

cache_folder() {
	if [ -n "${CRIU_MATRIX_CACHE:-}" ]; then
		echo "$CRIU_MATRIX_CACHE"
	elif [ "$(id -u)" = 0 ]; then
		echo /var/cache/criu-matrix
	else
		echo "${XDG_CACHE_HOME:-$HOME/.cache}/criu-matrix"
	fi
}

# Prints the lines of box/$1.csv without comments, blanks and the header.
lines() { sed 's/[[:space:]]*,[[:space:]]*/,/g; /^#/d; /^$/d' "$here/$1.csv" | tail -n +2; }

# Prints the position of a column, counted from 1. $1 the column's name  $2 the file
place() { sed 's/[[:space:]]*,[[:space:]]*/,/g; /^#/d; /^$/d' "$here/$2.csv" | head -n 1 | tr , '\n' | grep -nx "$1" | cut -d: -f1; }

# $1 a column's name  $2 the file
column() { lines "$2" | cut -d, -f"$(place "$1" "$2")"; }

# $1 a column's name  $2 the file  $3 the first column's value
field() {
	lines "$2" | grep "^$3," | cut -d, -f"$(place "$1" "$2")" | grep . || true
}

# Prints a name for what is made from words by the files of a folder: other input has another name. $1 the folder  $2 the words
content_name() {
	{
		echo "$2"
		find "$here/$1" -type f | LC_ALL=C sort | xargs cat
	} | sha256sum | cut -c1-12
}

# Stops unless programs are here. Each word: a program, a colon and the package that has it
need() {
	for tool in "$@"; do
		command -v "${tool%:*}" >/dev/null || stop "there is no ${tool%:*} here; apt-get install ${tool#*:} brings it"
	done
}

# $1 what to make
may_fetch() {
	[ "${offline:-no}" = no ] || stop "$1 was not built before, and nothing may be fetched"
}

# Runs a command and shows its output only if it fails. $1 a file for the output
quietly() {
	log=$1
	shift
	"$@" >"$log" 2>&1 || {
		tail -n 20 "$log" >&2
		stop "failed: $*"
	}
}
