/** A time of the store, in milliseconds since 1970, as the API tells it: RFC 3339, in UTC. */
export const isoTime = (ms: number) => new Date(ms).toISOString()
