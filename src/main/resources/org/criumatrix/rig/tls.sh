# A certificate authority, certificates, and a list with the one that it has revoked. The files are thrown away with the cell.
set -eu
cd "$0"
key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
openssl req -x509 $key -keyout ca.key -out ca.crt -days 2 -subj /CN=authority
for who in server client other bad; do
	name=IP:127.0.0.1
	[ $who != other ] || name=DNS:elsewhere.invalid
	openssl req $key -keyout $who.key -out $who.csr -subj /CN=$who -addext subjectAltName=$name
	openssl x509 -req -in $who.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy -out $who.crt
done
printf '[ca]\ndefault_ca = it\n[it]\ndatabase = index\ncrlnumber = number\ndefault_md = sha256\ndefault_crl_days = 2\n' >ca.conf
: >index
echo 01 >number
openssl ca -config ca.conf -keyfile ca.key -cert ca.crt -revoke bad.crt
openssl ca -config ca.conf -keyfile ca.key -cert ca.crt -gencrl -out crl.pem
chmod 644 ./*
