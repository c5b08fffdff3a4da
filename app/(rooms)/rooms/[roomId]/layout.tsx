import { look } from './open.ts'

/**
 * Looks for the room before the page begins to stream: after that its status could not become 404 any more.
 */
export default async function Layout({ params, children }: LayoutProps<'/rooms/[roomId]'>) {
  await look((await params).roomId)
  return children
}
