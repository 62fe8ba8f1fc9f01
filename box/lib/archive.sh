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

# Prints where apt finds a suite. $1 the suite  $2 whether Release files expire
archive_source() {
	printf '%s: %s\n' Types deb URIs "$(archive_mirror)" Suites "$1" Components main Targets Packages \
		Signed-By "$(archive_keyring)" Check-Valid-Until "$2"
}

# Makes an apt of our own. $1 its folder  $2 whether Release files expire  $3 the suite  $4 the architecture of its packages
archive_open() {
	folder=$1
	mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
	: >"$folder/status"
	archive_source "$3" "$2" >"$folder/archive.sources"
	cat >"$folder/apt.conf" <<-END
		#clear APT::Update::Post-Invoke;
		#clear APT::Update::Post-Invoke-Success;
		#clear APT::Default-Release;
		#clear APT::Architectures;
		Dir::State "$folder/state";
		Dir::State::status "$folder/status";
		Dir::Cache "$folder/cache";
		Dir::Etc::sourcelist "$folder/archive.sources";
		Dir::Etc::sourceparts "/dev/null";
		Dir::Etc::preferences "/dev/null";
		Dir::Etc::preferencesparts "/dev/null";
		APT::Architecture "$4";
		APT::Install-Recommends "false";
		APT::Sandbox::User "root";
		APT::Update::Error-Mode "any";
		Acquire::Languages "none";
		Acquire::Retries "3";
	END
	quietly "$folder/log" apt-get -c "$folder/apt.conf" -q update
}

# Prints the packages of a suite that have a name, or whose names match a pattern, the newest first. $1 the apt's folder  $2 the suite
# $3 the name or pattern
# shellcheck disable=SC2254
archive_candidates() {
	apt-cache -c "$1/apt.conf" pkgnames "${3%%[*?[]*}" | while read -r package; do
		case $package in
		$3) echo "$package" ;;
		esac
	done | xargs -r apt-cache -c "$1/apt.conf" madison |
		awk -F ' *[|] *' -v suite=" $2/" 'index($3, suite) { sub(/^ */, "", $1); print $2, $1 }' | sort -rV | cut -d' ' -f2 | uniq
}

# Prints NAME=VERSION of the parts of a kernel that a package stands for. Fails if the archive lacks one without which nothing starts:
# linux-base-… has a kernel's configuration and the list of what is built in. $1 the apt's folder  $2 a suite  $3 the package
archive_kernel_packages() {
	shown=$(apt-cache -c "$1/apt.conf" show --no-all-versions "$3/$2" 2>/dev/null) || return 1
	version=$(echo "$shown" | sed -n 's/^Version: //p')
	# apt also knows packages that it only saw mentioned, without a version.
	[ -n "$version" ] || return 1
	case $3 in
	linux-*-[0-9]*) echo "$3=$version" ;;
	esac
	parts=$(echo "$shown" | sed -n 's/^Depends: //p' | grep -o 'linux-\(image\|modules\|binary\|base\)-[0-9][^ ,]*' | sort -u)
	for part in $parts; do
		(archive_kernel_packages "$1" "$2" "$part") || [ "${part#linux-base-}" != "$part" ] || return 1
	done
}

# $1 NAME=VERSION: prints a pattern of the names that apt-get download gives the file
archive_file_name() { echo "$1" | sed 's/:/%3a/g; s/=/_/; s/$/_*.deb/'; }
