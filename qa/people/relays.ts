export type Servers = { iceServers: { urls: string | string[] }[] }

/** Of the servers that an instance names, those that pass media on. */
export const turnServersOf = ({ iceServers }: Servers) =>
  iceServers.filter(({ urls }) => [urls].flat().some((url) => /^turns?:/.test(url)))
