"use strict";
/* The token stands behind the #, which no browser sends: nothing of it goes over plain http. */
(() => {
  const token = /^#[\w-]{16,64}$/.test(location.hash) ? `${location.hash.slice(1)}/` : "";
  const open = document.getElementById("open");
  open.href = `https://${location.hostname}:${document.body.dataset.port}/${token}`;
  document.getElementById("no-token").hidden = token !== "";
})();
