/** Whether a caller has this version already, by its If-None-Match (RFC 9110, 13.1.2). */
export const hasVersion = (known: string | undefined, etag: string): boolean =>
  (known ?? '').split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')))
