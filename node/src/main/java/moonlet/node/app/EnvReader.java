package moonlet.node.app;

import moonlet.node.shared.EnvFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads variables and their storages: {@code env.variable} and {@code env.storage.*}. */
final class EnvReader {
    private final Folder folder;
    private final LoadLimits limits;
    private final Problems problems;

    EnvReader(Folder folder, LoadLimits limits, Problems problems) {
        this.folder = folder;
        this.limits = limits;
        this.problems = problems;
    }

    /** The entry, or null where a mistake leaves nothing to make one of. */
    Entry variable(Definition definition, FieldReader reader) {
        Tree.Scalar storage =
                reader.required(
                        "storage",
                        definition.place(),
                        "add the id of the env.storage entry that keeps it");
        String name = reader.text("variable");
        if (storage == null) {
            return null;
        }
        return new Entry.VariableEntry(
                definition.id(),
                definition.meta(reader),
                definition.place(),
                name == null ? definition.id().substring(definition.id().indexOf(':') + 1) : name,
                storage.text(),
                reader.text("default"),
                reader.flag("read_only", reader.flag("readonly", false)));
    }

    Entry storage(Definition definition, FieldReader reader) {
        Entry.Storage storage =
                switch (definition.kind()) {
                    case Kinds.ENV_MEMORY -> new Entry.Storage.Memory(values(reader));
                    case Kinds.ENV_STATIC -> new Entry.Storage.Fixed(values(reader));
                    case Kinds.ENV_OS -> new Entry.Storage.System();
                    case Kinds.ENV_FILE -> file(definition, reader);
                    default -> router(definition, reader);
                };
        return storage == null
                ? null
                : new Entry.StorageEntry(
                        definition.id(), definition.meta(reader), definition.place(), storage);
    }

    private static Map<String, String> values(FieldReader reader) {
        Map<String, String> values = new LinkedHashMap<>();
        Tree.Fields fields = reader.map("values");
        if (fields != null) {
            FieldReader inside = reader.inside("values");
            for (String name : fields.fields().keySet()) {
                String text = inside.text(name);
                if (text != null) {
                    values.put(name, text);
                }
            }
        }
        return values;
    }

    private Entry.Storage router(Definition definition, FieldReader reader) {
        List<String> storages = reader.texts("storages").stream().map(Tree.Scalar::text).toList();
        if (storages.isEmpty()) {
            problems.mistake(
                    definition.place(),
                    definition.id(),
                    "missing storages: add a list of ids of env.storage entries");
            return null;
        }
        return new Entry.Storage.Router(storages);
    }

    private Entry.Storage file(Definition definition, FieldReader reader) {
        Tree.Scalar path =
                reader.required("path", definition.place(), "add the name of a file, such as .env");
        if (path == null) {
            return null;
        }
        try {
            Path wanted = Path.of(path.text());
            Path file = folder.file(definition.place().file()).resolveSibling(wanted).normalize();
            boolean exists = Files.exists(file);
            if (!wanted.isAbsolute()
                    && (!folder.encloses(file) || exists && !folder.reallyEncloses(file))) {
                problems.mistake(
                        path.place(),
                        definition.id(),
                        Problem.quoted(path.text())
                                + " is outside the application folder; write an absolute path if"
                                + " that is meant");
                return null;
            }
            String text = exists ? text(file) : "";
            Place place = new Place(wanted.isAbsolute() ? file.toString() : folder.name(file), 0);
            EnvFile read =
                    EnvFile.read(
                            text,
                            (line, why) ->
                                    problems.mistake(
                                            new Place(place.file(), line), definition.id(), why));
            return new Entry.Storage.File(file, read);
        } catch (InvalidPathException | IOException unreadable) {
            problems.mistake(
                    path.place(),
                    definition.id(),
                    "cannot read "
                            + Problem.quoted(path.text())
                            + (unreadable instanceof IOException error
                                    ? ": " + Folder.why(error)
                                    : ""));
            return null;
        }
    }

    private String text(Path file) throws IOException {
        if (Files.size(file) > limits.yamlBytesMax()) {
            throw new IOException("more than yamlBytesMax=" + limits.yamlBytesMax() + " bytes");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
