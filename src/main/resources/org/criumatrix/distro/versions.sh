# Prints the versions of the engines and batch systems in a root, a line each: NAME: VERSION
for engine in docker podman runc crun runsc containerd lxc-checkpoint systemd-nspawn apptainer; do
  ! command -v $engine >/dev/null || echo "$engine: $($engine --version | head -n 1)"
done
! command -v slurmctld-wlm >/dev/null || echo "slurm: $(slurmctld-wlm -V)"
! command -v condor_version >/dev/null || echo "htcondor: $(condor_version | head -n 1)"
