import type * as all from './all.ts'

type Get = () => Promise<typeof all>

/** Says how all parts are fetched. */
export let bring: (get: Get) => void
const brought = new Promise<Get>((resolve) => {
  bring = resolve
})

/**
 * `later(part('MessageMenu'))`: one of the parts that come together once a page is at rest (all.ts). Their
 * own parts ask for some of them again, so only the page knows where they are (parts.tsx).
 */
export const part =
  <Name extends keyof typeof all>(name: Name) =>
  async () => {
    const get = await brought
    return { default: (await get())[name] }
  }
