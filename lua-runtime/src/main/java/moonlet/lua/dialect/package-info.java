/**
 * The type syntax and the escapes that Lua 5.2 does not have: taken out of a source text before the
 * parser reads it.
 *
 * <pre>
 *   source bytes ──▶ Dialect ──reads──▶ Lexer      the next token, and whether a value ends with it
 *                       │
 *                       ├──▶ TypeReader            where a type ends
 *                       └──▶ Edits ──▶ source bytes, blanks in the place of types
 * </pre>
 *
 * <p>Start at {@link moonlet.lua.dialect.Dialect#erase}.
 */
package moonlet.lua.dialect;
