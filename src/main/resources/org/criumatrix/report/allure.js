// Gives Allure the files of its report, which AllureBlocks.java packed into elements of the page.

/** Name of a file → its element, and where it begins and ends in the element's unpacked content. */
const places = new Map();
const asked = new Map();

async function unpack(element) {
  const packed = Uint8Array.from(atob(element.textContent), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Allure puts a file into a data: URL. */
async function base64({ element, from, to }) {
  const bytes = (await unpack(element)).subarray(from, to);
  const parts = [];
  for (let i = 0; i < bytes.length; i += 8192) parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return btoa(parts.join(""));
}

/** Allure looks twice for each file that it wants: first whether it exists. */
function file(name) {
  if (!places.has(name)) return undefined;
  if (!asked.has(name)) asked.set(name, base64(places.get(name)).finally(() => asked.delete(name)));
  return asked.get(name);
}

window.reportData = new Proxy({}, { get: (_, name) => file(name) });
// Allure waits for it.
window.reportDataReady = false;

document.addEventListener("DOMContentLoaded", () => {
  if (!("DecompressionStream" in window)) {
    document.getElementById("content").textContent =
      "This browser cannot unpack the report: Chrome 80, Firefox 113, Safari 16.4 and newer ones can.";
    return;
  }
  for (const element of document.querySelectorAll("script[data-files]")) {
    let from = 0;
    for (const entry of element.dataset.files.split(" ")) {
      const colon = entry.lastIndexOf(":");
      const to = from + Number(entry.slice(colon + 1));
      places.set(entry.slice(0, colon), { element, from, to });
      from = to;
    }
  }
  window.reportDataReady = true;
});
