# Builds the commit in /tmp/source, and puts what a run needs of it into /tmp/out, made to run from $home.
# $home the folder that gets it; the arguments are those of make
home=${home:?}
export CCACHE_DIR=/tmp/ccache CCACHE_MAXSIZE=2G PATH="/usr/lib/ccache:$PATH"
out=/tmp/out

run_make() {
	make -s -j"$(nproc)" "$@"
}

# A part that older releases lack, or that needs more than CRIU itself; the build is of use without it.
add_part() { # the file that it makes, the folder that gets it, then the arguments of make
	made=$1 folder=$2
	shift 2
	mkdir -p "$out/$folder"
	if run_make "$@" >/tmp/part.log 2>&1 && [ -e "$made" ]; then
		cp -L "$made" "$out/$folder/"
	else
		echo "${made##*/} cannot be built: $(tail -n 3 /tmp/part.log | tr '\n' ' ')" >"$out/$folder.why-not"
	fi
}

cd /tmp/source || exit
run_make "$@" criu
mkdir -p "$out/lib" "$out/proto"
cp criu/criu "$out/criu"
cp images/rpc.proto "$out/proto/"
for name in cuda amdgpu; do
	[ ! -d "plugins/$name" ] || add_part "plugins/$name/${name}_plugin.so" "plugins/$name" "$@" "${name}_plugin"
done
add_part lib/c/libcriu.so proto "$@" lib
[ ! -e "$out/proto/libcriu.so" ] || mv "$out/proto/libcriu.so" "$out/proto/libcriu.so.2"

# Like a packaged build it names its loader and libraries by absolute paths, so that copies with file capabilities work, too.
for file in "$out/criu" "$out"/proto/*.so.2 "$out"/plugins/*/*.so; do
	[ ! -e "$file" ] || ldd "$file"
done | grep -o '/[^ ]*' | sort -u >/tmp/libraries
ls /lib/*/libgcc_s.so.1 >>/tmp/libraries # It is opened when a thread is cancelled.
sort -u /tmp/libraries | xargs -I @ cp -L @ "$out/lib/"
loader=$(basename "$(patchelf --print-interpreter "$out/criu")")
echo "$loader" >"$out/loader"
patchelf --set-interpreter "$home/lib/$loader" "$out/criu"
for file in "$out/criu" "$out"/proto/*.so.2; do
	[ ! -e "$file" ] || patchelf --force-rpath --set-rpath "$home/lib" "$file"
done
