/**
 * Lua itself, without processes: source text to functions, and the libraries of the language.
 *
 * <pre>
 *   Chunk.compile(source, Backend) ─┬▶ compiled.Compiler ──▶ CompiledFunction ─┐
 *        │                          └▶ Interpreted ────────▶ Closure ──────────┤
 *        └──instantiate(Env)──▶ a function of one process, which runs on ◀──────┘
 *              SealedTable (libraries, shared), Table and Contents (its own), Meter (reductions,
 *              depth, kill); Blame says in words what failed and where
 * </pre>
 *
 * <p>Start at {@link moonlet.lua.engine.Chunk}. Everything shared between processes is immutable;
 * what belongs to one process hangs on its {@link moonlet.lua.engine.Env} and its {@link
 * moonlet.lua.engine.Meter}.
 */
package moonlet.lua.engine;
