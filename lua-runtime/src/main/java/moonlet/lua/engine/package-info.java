/**
 * Lua itself, without processes: source text to functions, and the libraries of the language.
 *
 * <pre>
 *   Chunk.compile(source) ──▶ Chunk ──instantiate(Env)──▶ Closure ──▶ Lua code runs
 *                                              │              │
 *        SealedTable (libraries, shared) ◀─────┘              └─▶ Meter (reductions, depth, kill)
 * </pre>
 *
 * <p>Start at {@link moonlet.lua.engine.Chunk}. Everything shared between processes is immutable;
 * what belongs to one process hangs on its {@link moonlet.lua.engine.Env} and its {@link
 * moonlet.lua.engine.Meter}.
 */
package moonlet.lua.engine;
