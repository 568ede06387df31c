// What pages do beyond plain HTML: see draft.js for drafts.
"use strict";
