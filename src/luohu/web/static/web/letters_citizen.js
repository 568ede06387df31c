// Asking without leaving the page: where that fails, the form is sent as any form is.
"use strict";
const sendPlainly = (event) => event.target.closest("form.asking")?.submit();
document.addEventListener("htmx:responseError", sendPlainly);
document.addEventListener("htmx:sendError", sendPlainly);
