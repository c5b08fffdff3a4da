import { type CallExpression, type Expression, parseSync, Visitor } from 'oxc-parser'

/**
 * Where a file reads every column of a table that it imports from one of these files, or of an alias of it:
 * `.select()` from it, or with it joined, and the table itself as a column.
 */
export function readWhole(file: string, source: string, tables: Map<string, string[]>): string[] {
  const { program } = parseSync(file, source)
  const names = new Map<string, string>()
  const found: string[] = []
  const note = (given: Expression | undefined) => {
    const name = given?.type === 'Identifier' ? names.get(given.name) : undefined
    if (name !== undefined) found.push(`${file} reads the whole of ${name}`)
  }
  new Visitor({
    ImportDeclaration: ({ source: { value }, specifiers }) => {
      for (const { local, ...more } of specifiers) {
        const name = 'imported' in more && 'name' in more.imported ? more.imported.name : ''
        if (tables.get(value)?.includes(name)) names.set(local.name, name)
      }
    },
    VariableDeclarator: ({ id, init }) => {
      const given = init?.type === 'CallExpression' && init.arguments[0]
      if (id.type !== 'Identifier' || !given || given.type !== 'Identifier') return
      const name = names.get(given.name)
      if (name !== undefined && isAlias(init)) names.set(id.name, name)
    },
    CallExpression: (node) => {
      const [given] = node.arguments
      if (!given || given.type === 'SpreadElement') return
      if (isSelect(node) && given.type === 'ObjectExpression')
        for (const property of given.properties) if (property.type === 'Property') note(property.value)
      if (/^from$|Join$/.test(methodOf(node)) && selectOf(node)?.arguments.length === 0) note(given)
    },
  }).visit(program)
  return found
}

const methodOf = ({ callee }: CallExpression): string =>
  callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : ''
const isAlias = ({ callee }: CallExpression) => callee.type === 'Identifier' && callee.name === 'alias'
const isSelect = (node: CallExpression) => /^select(Distinct)?$/.test(methodOf(node))

/** The call that a chain of calls begins its statement with. */
function selectOf(node: CallExpression): CallExpression | undefined {
  if (isSelect(node)) return node
  const { callee } = node
  const before = callee.type === 'MemberExpression' ? callee.object : undefined
  return before?.type === 'CallExpression' ? selectOf(before) : undefined
}
