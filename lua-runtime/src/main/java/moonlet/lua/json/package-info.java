/**
 * JSON, and JSON Schema, for Lua values; knows no process.
 *
 * <pre>
 *   text ──JsonReader──▶ Lua value ──JsonWriter──▶ text
 *                            │
 *   schema ──Schemas──▶ CompiledSchema ──validate──▶ null, or what is wrong
 *                            LuaNode: a Lua value as the schema library sees it
 * </pre>
 *
 * <p>All work is told to a {@link moonlet.lua.json.Cost} in small pieces, so that the process that
 * wants it gives way to others meanwhile. Start at {@link moonlet.lua.json.JsonReader}.
 */
package moonlet.lua.json;
