package moonlet.node.app;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Entries;
import moonlet.lua.process.ModuleNames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an application folder. Whatever is wrong with it is in the answer, never thrown. */
public final class Loader {
    private final ModuleNames modules;
    private final LoadLimits limits;

    /**
     * @param modules the names that {@code modules:} may list
     */
    public Loader(ModuleNames modules, LoadLimits limits) {
        this.modules = modules;
        this.limits = limits;
    }

    /** Reads and compiles everything below {@code root}. */
    public Loaded load(Path root, Configuration configuration) {
        Problems problems = new Problems();
        Place place = new Place(root.toString(), 0);
        Application application = new Application(root, Map.of(), Map.of(), Map.of());
        if (!Files.exists(root)) {
            problems.mistake(
                    place,
                    "",
                    "no such folder; give the folder that holds the application's _index.yaml");
        } else if (!Files.isDirectory(root)) {
            problems.mistake(place, "", "is a file; give the folder that it is in");
        } else {
            try {
                application = read(root, configuration, problems);
            } catch (IOException error) {
                problems.mistake(place, "", "cannot be read: " + Folder.why(error));
            }
        }
        return new Loaded(application, problems.mistakes(), problems.warnings());
    }

    private Application read(Path root, Configuration configuration, Problems problems)
            throws IOException {
        Folder folder = new Folder(root, limits, problems);
        Map<String, Definition> definitions = definitions(folder, problems);
        configuration.overrides().forEach(change -> change.apply(definitions, problems));
        if (Shipped.isWanted(definitions)) {
            definitions.putAll(Shipped.definitions(limits));
        }
        Map<String, Entry> entries = entries(folder, definitions, configuration.limits(), problems);
        if (definitions.isEmpty() && problems.isEmpty()) {
            problems.mistake(
                    new Place(root.toString(), 0),
                    "",
                    "has no entries; create _index.yaml in it with namespace: app and a list"
                            + " entries:");
        }
        References references = new References(definitions, entries, problems);
        references.check();
        references.checkOffered(configuration.hosts());
        new Dependencies(definitions, problems).check();
        Map<String, List<Entry.CodeEntry>> libraries =
                new Imports(entries, definitions, limits, problems).ordered();
        return new Application(
                root,
                Collections.unmodifiableMap(entries),
                libraries,
                described(entries, definitions));
    }

    /** The entries as programs read them. */
    private static Map<String, Entries.Described> described(
            Map<String, Entry> entries, Map<String, Definition> definitions) {
        Map<String, Entries.Described> described = new LinkedHashMap<>();
        entries.forEach((id, entry) -> described.put(id, definitions.get(id).described(entry)));
        return Collections.unmodifiableMap(described);
    }

    /** What all files define, by id; an id defined twice is a mistake, and the first one counts. */
    private Map<String, Definition> definitions(Folder folder, Problems problems)
            throws IOException {
        HeaderReader header = new HeaderReader(problems);
        List<Definition> all = new ArrayList<>();
        for (Path file : folder.yamlFiles()) {
            byte[] bytes = folder.readYaml(file);
            if (bytes != null) {
                YamlFile.read(folder.name(file), bytes, limits, problems)
                        .forEach(document -> all.addAll(header.read(document)));
            }
        }
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (Definition definition : all) {
            if (Shipped.owns(definition.id())) {
                problems.mistake(
                        definition.place(),
                        definition.id(),
                        "the namespace moonlet is for what comes with Moonlet; choose another one");
                continue;
            }
            Definition first = definitions.putIfAbsent(definition.id(), definition);
            if (first != null) {
                problems.mistake(
                        definition.place(),
                        definition.id(),
                        "duplicate id, first defined at " + first.place() + "; rename one of them");
            }
        }
        return definitions;
    }

    private Map<String, Entry> entries(
            Folder folder, Map<String, Definition> definitions, Limits node, Problems problems) {
        Sources sources = new Sources(folder, problems);
        CodeReader code = new CodeReader(modules, sources, node, problems);
        EntryReader reader =
                new EntryReader(
                        code, new EnvReader(folder, limits, problems), sources, node, problems);
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Definition definition : definitions.values()) {
            if (!Kinds.isSupported(definition.kind())) {
                problems.warning(
                        definition.placeOf("kind"),
                        definition.id(),
                        Kinds.skipped(definition.kind()));
                continue;
            }
            Entry entry = reader.read(definition);
            if (entry != null) {
                entries.put(definition.id(), entry);
            }
        }
        code.warnOfUndeclaredModules();
        return entries;
    }
}
