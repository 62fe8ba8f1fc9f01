// Row "batch" as a table of its own: which kind of job survives which kind of interruption, and how much of its work is lost.

const INTERRUPTIONS = {
  "self-checkpoint-restart": "a checkpoint, and it is started again",
  "self-checkpoint-evicted": "evicted: condor_vacate_job, scontrol requeue",
  "self-checkpoint-preempted": "a more urgent job takes its node",
  "self-checkpoint-shared-folder": "two jobs in one folder: one ends, the other one's node dies",
  "self-checkpoint-array": "two tasks of an array write into one folder",
  "self-checkpoint-checkout": "evicted, and its folder is a git checkout",
  "self-checkpoint-signalled": "SIGTERM for every process during a checkpoint",
  "self-checkpoint-time-limit": "its time limit is near",
  "self-checkpoint-twice": "a checkpoint, then evicted",
  "self-checkpoint-other-node": "evicted, and continues on another node",
  "self-checkpoint-node-lost": "all that runs on its node dies",
  "self-checkpoint-node-silent": "its node falls silent",
  "apptainer-job-evicted": "in apptainer: evicted",
  "apptainer-job-other-node": "in apptainer: evicted, and continues on another node",
  "docker-job-restart": "in docker: a checkpoint, and HTCondor starts it again",
  "docker-job-evicted": "in docker: evicted",
  "docker-job-other-node": "in docker: evicted, and continues on another node",
  "docker-job-unaided": "in docker as HTCondor has it by default: evicted",
  "docker-job-dumped-by-root": "in docker: dumped by root, through docker",
  "vanilla-dumped-by-root": "dumped by root from outside",
  "vanilla-restored-outside": "the same, restored by root outside of the pool",
};
const interruptionsOrder = Object.keys(INTERRUPTIONS);
const placeOf = interruption => (interruptionsOrder.indexOf(interruption) + 1) || interruptionsOrder.length + 1;

function drawJobs() {
  const jobs = data.jobs.map(job => ({ ...job, of: cells[job.cell] }));
  const newestFirst = (a, b) => data.axes.criu.indexOf(a[0].of.criu) - data.axes.criu.indexOf(b[0].of.criu);
  const groups = [...groupBy(jobs, j => `${j.of.host}, CRIU ${j.of.criu}, Linux ${j.of.kernel}`).entries()].sort(([, a], [, b]) => newestFirst(a, b));
  panel("jobs", jobs.length && [el("strong", {}, "Jobs that are interrupted"), el("span", {}, count(jobs.length, "job"))], () => [
    el("p", { class: "why" }, "Ours, and not of the published table. A job that checkpoints itself does so by contrib/htcondor/criu-job, under Slurm by contrib/slurm; ",
      "lost is what it had done since its last checkpoint and had to do again."),
    ...groups.map(([name, some], i) => el("details", { open: i === 0 }, el("summary", {}, name), jobsTable(some)))]);
}

function jobsTable(jobs) {
  const programs = [...new Set(jobs.map(j => j.program))].sort();
  const rows = [...groupBy(jobs, j => j.interruption).entries()].sort(([a], [b]) => placeOf(a) - placeOf(b));
  return el("div", { class: "wide" }, el("table", {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "What happens to it"), programs.map(p => el("th", { scope: "col" }, p)))),
    el("tbody", {}, rows.map(([interruption, some]) => el("tr", {}, el("th", { scope: "row" }, INTERRUPTIONS[interruption] || interruption),
      programs.map(p => el("td", {}, some.filter(j => j.program === p).map(jobButton))))))));
}

const jobButton = job => el("button", { type: "button", class: "job", title: `${job.of.caseId}, ${job.of.privilege}: ${job.words}`,
  onclick: () => openCell(job.of) }, sign(job.of.verdict), el("span", {}, job.of.privilege), " ", el("small", {}, job.words));
