# Where packages come from: the options, or the sources of the system's own apt.

archive_mirror() {
	if [ -n "$mirror" ]; then
		echo "$mirror"
		return
	fi
	apt-get indextargets --format '$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(COMPONENT)' 'Created-By: Packages' |
		awk -F'|' '$4 == "main" && $3 != "Debian-Security" && ($2 == "Debian" || $2 ~ /^(\$\(|$)/) { print $1; exit }' |
		grep . || stop "apt here knows no Debian mirror; name one with --mirror"
}

archive_keyring() {
	for file in "$keyring" /usr/share/keyrings/debian-archive-keyring.gpg /usr/share/keyrings/debian-archive-keyring.pgp; do
		[ ! -r "$file" ] || {
			echo "$file"
			return
		}
	done
	stop "the keys of Debian's archive are not here; install debian-archive-keyring"
}

# Makes an apt of our own. $1 its folder  $2 whether Release files expire, then the suites
archive_open() {
	folder=$1 expires=$2
	shift 2
	mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
	: >"$folder/status"
	for suite in "$@"; do
		printf '%s: %s\n' Types deb URIs "$(archive_mirror)" Suites "$suite" Components main Targets Packages \
			Signed-By "$(archive_keyring)" Check-Valid-Until "$expires"
		echo
	done >"$folder/archive.sources"
	cat >"$folder/apt.conf" <<-END
		#clear APT::Update::Post-Invoke;
		#clear APT::Update::Post-Invoke-Success;
		#clear APT::Default-Release;
		Dir::State "$folder/state";
		Dir::State::status "$folder/status";
		Dir::Cache "$folder/cache";
		Dir::Etc::sourcelist "$folder/archive.sources";
		Dir::Etc::sourceparts "/dev/null";
		Dir::Etc::preferences "/dev/null";
		Dir::Etc::preferencesparts "/dev/null";
		APT::Install-Recommends "false";
		APT::Sandbox::User "root";
		APT::Update::Error-Mode "any";
		Acquire::Languages "none";
		Acquire::Retries "3";
	END
	quietly "$folder/log" apt-get -c "$folder/apt.conf" -q update
}

# $1 the apt's folder  $2 a suite  $3 a package: prints NAME=VERSION of the parts of the kernel that the package stands for
archive_kernel_packages() {
	apt-get -c "$1/apt.conf" -sqq -t "$2" install "$3/$2" |
		sed -n 's/^Inst \(linux-\(image\|modules\|binary\|base\)-[0-9][^ ]*\) (\([^ ]*\) .*/\1=\3/p'
}
