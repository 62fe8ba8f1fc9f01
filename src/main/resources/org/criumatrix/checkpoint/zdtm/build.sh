# Builds CRIU's own tests in a root, with the folder of the build as the current one; the source tree is in /tmp/source.
cp -R /tmp/source/. .
# A test that does not build is left out, and zdtm.py does not know it.
make -k -j"$(nproc)" -C test/zdtm || true
make -C test umount2 zdtm_ct
test -e test/zdtm/lib/libzdtmtst.a
# What zdtm.py reads images with; CRIU's own Makefile makes it together with CRIU.
python=test/pycriu
for file in images/*.proto; do
	[ "$file" = images/rpc.proto ] || protoc -I=images -I=/usr/include --python_out=$python/images "$file"
done
protoc -I=images -I=/usr/include --python_out=$python images/rpc.proto
python3 scripts/magic-gen.py criu/include/magic.h $python/images/magic.py
for file in images/*.proto; do
	module=$(basename "$file" .proto | tr - _)
	[ "$module" = rpc ] || [ "$module" = opts ] || echo "from .${module}_pb2 import *"
done >$python/images/pb.py
echo "__version__ = ''" >$python/version.py
# Python keeps what it has compiled, here and not in each cell; for a program it does so only when asked.
cd test || exit
python3 -c 'import py_compile, yaml, pycriu, zdtm.criu_config
py_compile.compile("zdtm.py", "zdtm.pyc", doraise=True)'
chmod -R a+rwX .
