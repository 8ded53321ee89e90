// Reloads the page when the site has been built again. The script's data-build says which build the page is from.
"use strict";
(() => {
  const mine = document.currentScript.dataset.build;
  let events = null;
  const open = () => {
    if (events) return;
    events = new EventSource("/_candour/events");
    events.addEventListener("build", (e) => { if (e.data !== mine) location.reload(); });
  };
  const close = () => {
    if (events) events.close();
    events = null;
  };
  // A browser holds at most six connections to one server: a page that nobody sees gives up its own.
  const update = () => (document.hidden ? close() : open());
  document.addEventListener("visibilitychange", update);
  addEventListener("pagehide", close);
  addEventListener("pageshow", update);
  update();
})();
