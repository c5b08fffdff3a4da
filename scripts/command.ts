import { existsSync } from 'node:fs'

/*
 * Runs what an operator asks for (scripts/commands), as the build made it, which starts in a quarter of the
 * time; where nothing is built, from the sources.
 *   node scripts/command.ts NAME [argument …]
 */
const [name = ''] = process.argv.splice(2, 1)
const places = [`../.built/commands/${name}.js`, `./commands/${name}.ts`].map(
  (path) => new URL(path, import.meta.url),
)
const place = /^[a-z-]+$/.test(name) ? places.find((one) => existsSync(one)) : undefined
if (place) await import(place.href)
else {
  console.error(`There is no command ${JSON.stringify(name)}.`)
  process.exitCode = 1
}
