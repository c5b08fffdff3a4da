import { Buffer } from 'node:buffer'

/** A PDF of one page, in points, filled with red. */
export const paper = (width = 600, height = 800): Buffer =>
  Buffer.from(`%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R>>endobj
4 0 obj<</Length 32>>stream
1 0 0 rg 0 0 20000 20000 re f   
endstream endobj
trailer<</Root 1 0 R>>
`)
