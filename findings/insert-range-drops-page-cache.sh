#!/bin/bash
# Inserting bytes at the beginning of a file drops the whole file from the page cache.
#
# Seen with ext4 on Linux 6.18.44: FALLOC_FL_INSERT_RANGE makes room for a header in front of a large file without copying it,
# which is how images of a checkpoint can become an archive in place. The kernel writes the file's dirty pages to the disk first
# and then drops every cached page behind the offset (ext4_insert_range calls truncate_pagecache), which fallocate(2) does not
# mention. So the call takes as long as the disk needs for the dirty pages, and the next reader, such as a restore on the same
# node, reads the whole file from the disk again. Copying the file instead leaves the copy in the cache.
#
# Needs fallocate and fincore (util-linux), and 64 MiB in /var/tmp or the folder of the first argument, on ext4 or XFS. Exit code 1
# when this changes, 2 where the file system cannot insert.
set -euo pipefail
folder=$(mktemp -d "${1:-/var/tmp}/finding.XXXXXX")
trap 'rm -rf "$folder"' EXIT
cached() { fincore --bytes --noheadings --output RES "$folder/file" | tr -d ' '; }
head -c 64M /dev/urandom >"$folder/file"
sync "$folder/file"
before=$(cached)
fallocate --insert-range --offset 0 --length 4096 "$folder/file" || exit 2
after=$(cached)
printf '%s, Linux %s\ncached before: %s bytes, after: %s bytes\n' "$(stat --file-system --format %T "$folder")" "$(uname -r)" "$before" "$after"
[ "$before" -gt 60000000 ] && [ "$after" -lt 1000000 ]
