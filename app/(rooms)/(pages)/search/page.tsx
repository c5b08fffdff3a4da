import { SearchView } from '#components/search/search-view.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('search.title'))

export default async function Page({ searchParams }: PageProps<'/search'>) {
  const params = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  await requireViewer(`/search?${new URLSearchParams(params)}`)
  return (
    <div className="flex-1 overflow-y-auto">
      <SearchView />
    </div>
  )
}
