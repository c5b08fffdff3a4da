import { Fault } from './errors.ts'

/** Older versions cannot load the database driver: they would end without a word. */
export function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 18))
    throw new Fault(
      `Rooms needs Node 22.18 or newer; this is ${process.version}. Install a newer one, or use npm start.`,
    )
}
