/**
 * The libraries of Lua 5.2: string, table, math, bit32 and os. All processes share them, so they
 * keep no state; what they need of the running process, its limits, its reductions and its random
 * numbers, they get from {@link moonlet.lua.engine.Meter#current()}.
 *
 * <p>Whatever loops or allocates pays the meter before it does so, and every string is checked
 * against {@code stringBytesMax} before its bytes exist.
 *
 * <pre>
 *   Libraries ─┬─▶ StringLibrary ─┬─▶ PatternFunctions ──▶ PatternMatch ──▶ PatternClass
 *              │                  └─▶ Format ──▶ FormatItem ──▶ RealText
 *              ├─▶ TableLibrary ────▶ Sort
 *              ├─▶ MathLibrary
 *              ├─▶ Bit32Library
 *              └─▶ OsLibrary ───────▶ DateText
 *
 *   Bytes: where every string is put together
 * </pre>
 *
 * <p>Start at {@link moonlet.lua.library.Libraries}.
 */
package moonlet.lua.library;
