/** The worker that shows notifications and hears the clicks on them. */
export const notificationWorker = async (): Promise<ServiceWorkerRegistration> => {
  await navigator.serviceWorker.register('/notifications.js')
  return navigator.serviceWorker.ready
}

type Shown = {
  title: string
  body: string
  /** One with the same tag takes its place; `urgent`: with another sound. */
  tag: string
  urgent: boolean
  data: { path: string; seq?: number }
}

export const showNotification = async (
  registration: ServiceWorkerRegistration,
  { title, body, tag, urgent, data }: Shown,
): Promise<void> => {
  const options = { body, tag, renotify: urgent, icon: '/icon-192.png' }
  await registration.showNotification(title, { ...options, data })
}
