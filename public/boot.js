// Says in one sentence why nothing appears when the app cannot start. Once the app has replaced #boot, it says nothing.
(() => {
  "use strict";

  const say = (sentence) => {
    const show = () => {
      const place = document.getElementById("boot");
      if (place) place.textContent = sentence;
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
    else show();
  };

  if (typeof WebAssembly !== "object") {
    say("This browser can’t run WebAssembly. Please open Attune in a current Firefox, Chrome, Edge or Safari.");
    return;
  }
  if (location.protocol === "file:") {
    say("Browsers don’t run Attune from a file. Please open it from a web server, for example with “cargo xtask serve”.");
    return;
  }

  // Capturing, because a script or style sheet that fails to load tells only its own element.
  const failed = () => say("Attune could not be started. Please check the connection and reload the page.");
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
  addEventListener("TrunkApplicationStarted", () => {
    removeEventListener("error", failed, true);
    removeEventListener("unhandledrejection", failed);
  });
})();
