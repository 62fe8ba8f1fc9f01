// Maps values to positions along an axis.

/** A wider spread than this gets a logarithmic axis: on a linear one the small values would all be at its end. */
const WIDE = 12;

/** The space in pixels that the labels of ticks need, side by side and above each other. */
const TICK = { across: 44, up: 24 };

/** Returns a function from a value to its position between {@code from} and {@code to}, with the ticks of its axis. */
function scaleOf(values, from, to, tick = TICK.across) {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const log = least > 0 && most / least > WIDE;
  const warp = log ? Math.log : v => v;
  const [low, high] = log ? [warp(least), warp(most)] : [0, most || 1];
  const place = v => from + (warp(v) - low) / (high - low) * (to - from);
  return Object.assign(place, { log, ticks: log ? decades(least, most, Math.abs(to - from) / tick) : steps(most || 1) });
}

function decades(least, most, room) {
  const all = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power++) all.push(...[1, 2, 5].map(n => n * 10 ** power));
  const within = all.filter(tick => tick >= least && tick <= most);
  const whole = within.filter(tick => Number.isInteger(Math.log10(tick)));
  return whole.length > 2 || (whole.length > 1 && within.length > room) ? whole : within;
}

function steps(most) {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(n => n * power).find(n => n >= rough);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** Removes the rounding errors of binary fractions: 0.3, not 0.30000000000000004. */
const tickWords = tick => (+tick.toPrecision(6)).toLocaleString(undefined, { maximumSignificantDigits: 6 });

/** The approximate width of a letter in a figure, in pixels. */
const LETTER = 7.4;

const cut = (text, room) => text.length * LETTER <= room ? text : text.slice(0, Math.max(1, Math.floor(room / LETTER) - 1)) + "…";
