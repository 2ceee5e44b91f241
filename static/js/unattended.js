// Says of a request that the page makes it by itself: it does not keep anybody signed in, nor is it a visit.
export const UNATTENDED = { "Collab-Unattended": "1" };
