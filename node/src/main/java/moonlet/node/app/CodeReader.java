package moonlet.node.app;

import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.SyntaxError;
import moonlet.lua.process.ModuleNames;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads processes, functions and libraries, and compiles them. */
final class CodeReader {
    private final ModuleNames modules;
    private final Sources sources;
    private final Limits nodeLimits;
    private final Problems problems;
    private final Set<Place> malformed = new HashSet<>(); // files that several entries may share
    private final Map<String, ModuleUse> uses = new LinkedHashMap<>(); // by file, or entry

    CodeReader(ModuleNames modules, Sources sources, Limits nodeLimits, Problems problems) {
        this.modules = modules;
        this.sources = sources;
        this.nodeLimits = nodeLimits;
        this.problems = problems;
    }

    /** The entry, or null where its code cannot be run. */
    Entry read(Definition definition, FieldReader reader) {
        Entry.Kind kind = kind(definition);
        Tree.Scalar text =
                reader.required(
                        "source",
                        definition.place(),
                        "add source: file://worker.lua, or the Lua text itself");
        Tree.Scalar method =
                kind == Entry.Kind.LIBRARY
                        ? reader.scalar("method")
                        : reader.required(
                                "method",
                                definition.place(),
                                "add method: main, the function to run of the table that the source"
                                        + " returns");
        List<String> declared = declared(definition, reader);
        Map<String, String> imports = imports(definition, reader);
        Map<String, Object> meta = definition.meta(reader);
        LimitOverrides overrides = reader.limits();
        Limits limits = overrides.over(nodeLimits);
        Source source =
                text == null ? null : sources.read(definition, text, limits.sourceBytesMax());
        Chunk chunk = source == null ? null : compile(definition, text, source, limits);
        if (chunk == null || (method == null && kind != Entry.Kind.LIBRARY)) {
            return null;
        }
        uses.computeIfAbsent(
                        Sources.isFile(text) ? source.name() : definition.id(),
                        _ ->
                                new ModuleUse(
                                        definition.id(), line -> place(text, source, line), chunk))
                .bind(declared, imports.keySet());
        return new Entry.CodeEntry(
                definition.id(),
                meta,
                definition.place(),
                kind,
                source,
                chunk,
                method == null ? null : method.text(),
                declared,
                imports,
                overrides);
    }

    private static Entry.Kind kind(Definition definition) {
        for (Entry.Kind kind : Entry.Kind.values()) {
            if (kind.toString().equals(definition.kind())) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a kind of code: kind=" + definition.kind());
    }

    private Chunk compile(Definition definition, Tree.Scalar text, Source source, Limits limits) {
        try {
            return Chunk.compile(source.name(), source.bytes(), limits);
        } catch (SyntaxError error) {
            Place place = place(text, source, error.line());
            String meantFile = sources.meantFile(definition, text);
            if (meantFile != null) {
                problems.mistake(text.place(), definition.id(), meantFile);
            } else if (Sources.isFile(text)) {
                if (malformed.add(place)) {
                    problems.mistake(place, definition.id(), error.getMessage());
                }
            } else {
                problems.mistake(
                        place,
                        definition.id(),
                        error.getMessage() + " (line " + error.line() + " of its source)");
            }
            return null;
        }
    }

    private static Place place(Tree.Scalar text, Source source, int line) {
        if (Sources.isFile(text)) {
            return new Place(source.name(), line);
        }
        // The text of a block starts in the line below its key.
        int first = text.place().line() + (text.style() == Tree.Style.BLOCK ? 1 : 0);
        return new Place(text.place().file(), first + line - 1);
    }

    /** When all entries are read: which modules their code uses although none declares them. */
    void warnOfUndeclaredModules() {
        uses.values().forEach(use -> use.warn(modules.declared(), problems));
    }

    private List<String> declared(Definition definition, FieldReader reader) {
        List<String> declared = new ArrayList<>();
        if (definition.fields().get("modules") == null) {
            return declared;
        }
        for (Tree.Scalar module : reader.texts("modules")) {
            String name = module.text();
            if (name.isBlank() || name.contains(":")) {
                problems.mistake(
                        module.place(),
                        definition.id(),
                        "a module has a plain name without namespace, found "
                                + Problem.quoted(name)
                                + "; entries are named under imports: {alias: "
                                + (name.isBlank() ? "ns:name" : name)
                                + "}");
            } else if (modules.contains(name) || Shipped.owns(definition.id())) {
                declared.add(name);
            } else {
                problems.warning(
                        module.place(),
                        definition.id(),
                        "unknown module "
                                + Problem.quoted(name)
                                + ", its require will raise an error"
                                + Nearest.hint(name, modules.all()));
            }
        }
        return List.copyOf(declared);
    }

    /** Alias to id; whether the ids exist is seen when all entries are read. */
    private Map<String, String> imports(Definition definition, FieldReader reader) {
        Map<String, String> imports = new LinkedHashMap<>();
        Tree.Fields map = reader.map("imports");
        if (map == null) {
            return imports;
        }
        FieldReader inside = reader.inside("imports");
        for (Tree.Field field : map.fields().values()) {
            Tree.Scalar id =
                    inside.required(field.name(), field.place(), "write alias: namespace:library");
            if (field.name().isBlank()) {
                problems.mistake(
                        field.place(),
                        definition.id(),
                        "an import needs an alias; write imports: {alias: ns:library}");
            } else if (id != null) {
                imports.put(field.name(), id.text());
            }
        }
        return Collections.unmodifiableMap(imports);
    }
}
