/*
 * Pages show their notifications through this worker, so that a click on one finds the page that is open instead of opening another.
 * It stores nothing and answers no requests.
 */
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.path))
})

async function open(path) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const pages = windows.filter(({ url }) => /^\/(rooms|profile|threads|activity)\b/.test(new URL(url).pathname))
  const inRoom = pages.find(({ url }) => new URL(url).pathname === path.split('?')[0])
  const page = inRoom ?? pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0]
  if (!page) return self.clients.openWindow(path)
  page.postMessage({ open: path })
  // Refused without a person's click; the page has been told all the same.
  return page.focus().catch(() => {})
}
