// Installed after each load: remembers what the page does, and reads frame numbers from the video's pixels.
if (!window.attuneProbe) {
  const probe = (window.attuneProbe = { errors: [], requests: [], downloads: [], keys: [] });

  addEventListener("error", (event) => probe.errors.push(String(event.message)));
  addEventListener("unhandledrejection", (event) => probe.errors.push(String(event.reason)));
  const error = console.error;
  console.error = (...parts) => { probe.errors.push(parts.map(String).join(" ")); error.apply(console, parts); };

  // Every way a page has to reach the network. A blob is the page's own memory.
  const note = (how, address) => {
    const url = String(address?.url ?? address);
    if (!url.startsWith("blob:") && !url.startsWith("data:")) probe.requests.push(`${how} ${url}`);
  };
  for (const [owner, name] of [[window, "fetch"], [Navigator.prototype, "sendBeacon"]]) {
    const original = owner[name];
    // A bare call comes without `this`.
    owner[name] = function (address, ...rest) {
      note(name, address);
      return original.call(owner === window ? window : this, address, ...rest);
    };
  }
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    note("XMLHttpRequest", address);
    return open.call(this, method, address, ...rest);
  };
  for (const name of ["WebSocket", "EventSource", "WebTransport", "RTCPeerConnection"]) {
    const Original = window[name];
    if (!Original) continue;
    window[name] = new Proxy(Original, { construct(target, list) { note(name, list[0]); return new target(...list); } });
  }
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => note(`loaded (${entry.initiatorType})`, entry.name)))
    .observe({ type: "resource" });

  // What `<a download>` is clicked on, for engines whose downloads land nowhere under automation.
  const blobs = new Map();
  const make = URL.createObjectURL;
  URL.createObjectURL = (object) => { const url = make.call(URL, object); blobs.set(url, object); return url; };
  const take = (anchor) => {
    const blob = blobs.get(anchor.href);
    if (anchor.hasAttribute("download") && blob) blob.text().then((text) => probe.downloads.push({ name: anchor.download, text }));
  };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () { if (!this.isConnected) take(this); click.call(this); };
  addEventListener("click", (event) => { const anchor = event.target.closest?.("a"); if (anchor) take(anchor); }, true);

  // The video's time at each key, seen before the page sees the key.
  for (const type of ["keydown", "keyup"]) {
    addEventListener(type, (event) => {
      const video = document.querySelector("video");
      probe.keys.push({ type, key: event.key, repeat: event.repeat, seconds: video ? video.currentTime : null });
    }, true);
  }

  // Frame n is drawn as the bits of n, as white and black squares, above their complement. See clips.rs.
  const BITS = 12, PITCH = 26, LEFT = 4, TOP = 4, SIDE = 24, GAP = 28;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 180];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const read = (video) => {
    // A picture that was decoded ahead lies over the first video.
    const still = document.querySelector('[data-testid="still"][data-drawn="true"]');
    context.drawImage(still && video === document.querySelector("video") ? still : video, 0, 0, canvas.width, canvas.height);
    const white = (column, row) => {
      const [x, y] = [LEFT + column * PITCH + SIDE / 2, TOP + row * GAP + SIDE / 2];
      return context.getImageData(x, y, 1, 1).data[0] > 127;
    };
    let number = 0;
    for (let column = 0; column < BITS; column += 1) {
      if (white(column, 0) === white(column, 1)) return null;
      number = number * 2 + (white(column, 0) ? 1 : 0);
    }
    return number;
  };
  // WebKitGTK draws nothing at all at a video's first drawImage; a wrong frame is never read again.
  probe.readNow = (video) => read(video);
  probe.readFrame = async (video = document.querySelector("video")) => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const number = read(video);
      if (number !== null) return number;
      await new Promise((go) => requestAnimationFrame(go));
    }
    return null;
  };
}
