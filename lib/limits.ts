/** Lengths that both sides check: fixed, because clients show them before they send. */
export const messageChars = 16_000
export const roomNameChars = 80
export const userNameChars = 80
export const descriptionChars = 500
export const passwordChars = { min: 8, max: 128 }
export const pageSize = { default: 50, max: 100 }
/** A gap of more changes than this is answered by `reset`: reloading costs less than replaying. */
export const catchUpChanges = 500
/** How long a participant without a socket keeps the place in a call. */
export const callGraceMs = 45_000
export const typingExpiresMs = 5_000
