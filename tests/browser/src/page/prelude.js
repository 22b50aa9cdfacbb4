// Put before every script that runs in the page.
const args = Array.from(arguments);
const q = (id, more = "") => document.querySelector(`[data-testid="${id}"]${more}`);
const qa = (id, more = "") => Array.from(document.querySelectorAll(`[data-testid="${id}"]${more}`));
const settled = (frame) => q("frame")?.dataset.settled === "true" && (frame === undefined || Number(q("frame").dataset.frame) === frame);
