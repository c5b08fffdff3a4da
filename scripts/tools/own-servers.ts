/**
 * For what starts servers of its own: somebody who names an instance wants to know about that one, and would
 * believe a green result that says nothing of it.
 */
export function refuseBaseUrl(): void {
  const named = process.env.BASE_URL
  // Vite sets it to a path.
  if (!named?.includes('://')) return
  throw new Error(
    `BASE_URL names ${named}, and these tests start servers of their own: they would prove nothing of it. ` +
      '`npm run qa` checks an instance that runs; without BASE_URL these tests run.',
  )
}
