const faults = [];
const describe = (element) => element.dataset.testid ?? element.outerHTML.slice(0, 80);
const shown = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;

if (!document.documentElement.lang) faults.push("the page states no language");
if (!document.title) faults.push("the page has no title");

const name = (element) => {
  const labelled = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const labels = Array.from(element.labels ?? []).map((label) => label.textContent).join(" ");
  const own = element.matches("button, a, summary") ? element.textContent : "";
  return [labelled, element.getAttribute("aria-label"), labels, own, element.title].find((text) => text?.trim());
};
const controls = Array.from(document.querySelectorAll("button, input, select, textarea, a[href], summary, [role=button], [tabindex]"));
for (const control of controls) {
  if (control.tabIndex > 0) faults.push(`${describe(control)} has a positive tabindex`);
  if (control.matches("button, input:not([type=hidden]), select, textarea, a[href], summary, [role=button]") && shown(control) && !name(control)) {
    faults.push(`${describe(control)} has no name`);
  }
}
for (const image of document.querySelectorAll("img:not([alt]), svg:not([aria-hidden]):not([aria-label]):not([role=img])")) {
  faults.push(`${describe(image)} has no text for it`);
}

// A focus style is there, and nothing takes it away without giving another.
const rules = [];
const collect = (list) => { for (const rule of list) { rules.push(rule); if (rule.cssRules) collect(rule.cssRules); } };
for (const sheet of document.styleSheets) collect(sheet.cssRules);
if (!rules.some((rule) => rule.selectorText?.includes(":focus-visible"))) faults.push("no rule for :focus-visible");
const before = document.activeElement;
for (const control of controls.filter((c) => shown(c) && !c.disabled && c.tabIndex === 0 && c.matches("button, select, input:not([type=file])"))) {
  control.focus({ focusVisible: true, preventScroll: true });
  const style = getComputedStyle(control);
  const visible = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  if (control.matches(":focus-visible") && !visible) faults.push(`${describe(control)} shows no focus`);
}
before?.focus?.({ preventScroll: true });
return faults;
