/**
 * The one inline script of readers' pages: shows what the reader chose before the first paint, so that no page flashes
 * in the other scheme. Whatever else is stored says nothing. The door knows it by its hash, to the byte.
 */
export const schemeLine =
  'try{let d=document.documentElement.dataset,l=localStorage,s=l.scheme;/^(light|dark)$/.test(s)&&(d.scheme=s);l.plates=="calm"&&(d.plates="calm")}catch{}'
