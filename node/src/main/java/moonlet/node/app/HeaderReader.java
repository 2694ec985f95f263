package moonlet.node.app;

import moonlet.protocol.Pid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Splits a YAML document with a {@code namespace} header into the definitions it holds. */
final class HeaderReader {
    private static final Set<String> HEADER =
            Set.of("version", "namespace", "meta", "entries", "name", "kind", "data");
    private static final Set<String> NOT_DATA =
            Set.of("version", "namespace", "entries", "name", "kind", "data");

    private final Problems problems;

    HeaderReader(Problems problems) {
        this.problems = problems;
    }

    List<Definition> read(Tree document) {
        if (!(document instanceof Tree.Fields root)) {
            return List.of();
        }
        if (!root.fields().containsKey("namespace")) {
            warnOfMissingNamespace(root);
            return List.of();
        }
        String namespace = namespace(root);
        if (namespace == null) {
            return List.of();
        }
        FieldReader header = new FieldReader(root, namespace, "", problems);
        if (root.fields().containsKey("entries")) {
            header.warnOfUnknown(HEADER, "file header");
            Tree.Fields meta = header.map("meta");
            Map<String, Object> defaults = meta == null ? Map.of() : meta.value(Tree.Scalar::text);
            return entries(header, namespace, defaults);
        }
        if (root.fields().containsKey("kind") || root.fields().containsKey("name")) {
            Definition single =
                    definition(root, root.fields().get("namespace").place(), namespace, Map.of());
            return single == null ? List.of() : List.of(single);
        }
        return noEntries(root, namespace, header);
    }

    private List<Definition> entries(
            FieldReader header, String namespace, Map<String, Object> defaults) {
        List<Definition> definitions = new ArrayList<>();
        for (Tree item : header.items("entries")) {
            if (item instanceof Tree.Fields map) {
                Definition definition = definition(map, map.place(), namespace, defaults);
                if (definition != null) {
                    definitions.add(definition);
                }
            } else {
                header.mustBe(item.place(), "an entry", "a map with name and kind", item);
            }
        }
        return definitions;
    }

    /** A definition whose name and kind are right, or null. */
    private Definition definition(
            Tree.Fields map, Place place, String namespace, Map<String, Object> defaults) {
        FieldReader reader = new FieldReader(map, label(map, namespace), "", problems);
        Tree.Scalar kind =
                reader.required(
                        "kind", place, "add one of " + String.join(", ", Kinds.supported()));
        boolean known = kind == null || Kinds.isSupported(kind.text());
        Tree.Scalar name =
                known || map.get("name") != null
                        ? reader.required(
                                "name",
                                place,
                                "add name: worker, to make the id " + namespace + ":worker")
                        : null;
        if (!known && name == null) {
            problems.warning(kind.place(), namespace, Kinds.skipped(kind.text()));
        }
        if (kind == null || name == null || !isGoodName(name, namespace)) {
            return null;
        }
        return new Definition(
                namespace + ":" + name.text(), kind.text(), place, defaults, data(map, reader));
    }

    private boolean isGoodName(Tree.Scalar name, String namespace) {
        int length = namespace.length() + 1 + name.text().length();
        if (length > Pid.HOST_LENGTH_MAX) {
            problems.mistake(
                    name.place(),
                    namespace,
                    "the id of this entry, namespace:name, has "
                            + length
                            + " characters; at most "
                            + Pid.HOST_LENGTH_MAX
                            + " are allowed");
            return false;
        }
        boolean good =
                Pid.isHostId(name.text())
                        && name.text().codePoints().noneMatch(Character::isISOControl);
        if (!good) {
            problems.mistake(
                    name.place(),
                    namespace,
                    "the name "
                            + Problem.quoted(name.text())
                            + " cannot contain @ | { } or space; rename the entry");
        }
        return good;
    }

    /** The fields of an entry: those beside its name, and those under {@code data:}. */
    private static Tree.Fields data(Tree.Fields map, FieldReader reader) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>(map.fields());
        NOT_DATA.forEach(fields::remove);
        Tree.Fields data = reader.map("data");
        if (data != null) {
            data.fields().forEach(fields::putIfAbsent);
        }
        return new Tree.Fields(map.place(), Collections.unmodifiableMap(fields));
    }

    private String namespace(Tree.Fields root) {
        Place place = root.fields().get("namespace").place();
        Tree.Scalar namespace =
                new FieldReader(root, "", "", problems)
                        .required("namespace", place, "write for example namespace: app");
        if (namespace == null) {
            return null;
        }
        String text = namespace.text();
        if (!Pid.isHostId(text)
                || text.contains(":")
                || text.codePoints().anyMatch(Character::isISOControl)) {
            problems.mistake(
                    place,
                    "",
                    "the namespace "
                            + Problem.quoted(text)
                            + " cannot contain : @ | { } or space; rename it");
            return null;
        }
        return text;
    }

    /** Other tools have files with a namespace too; but a slip of the pen is likelier. */
    private List<Definition> noEntries(Tree.Fields root, String namespace, FieldReader header) {
        Place place = root.fields().get("namespace").place();
        for (Tree.Field field : header.unknown(HEADER)) {
            if (Nearest.to(field.name(), Set.of("entries")).isPresent()) {
                problems.mistake(
                        field.place(),
                        namespace,
                        "unknown field "
                                + Problem.quoted(field.name())
                                + "; did you mean \"entries\"?");
                return List.of();
            }
        }
        problems.warning(
                place, namespace, "the file has a namespace but no entries: it defines nothing");
        return List.of();
    }

    private void warnOfMissingNamespace(Tree.Fields root) {
        boolean looksLikeOurs =
                root.get("entries") instanceof Tree.Items(_, List<Tree> items)
                        && items.stream().anyMatch(HeaderReader::isEntry);
        if (looksLikeOurs || isEntry(root)) {
            problems.warning(
                    root.place(),
                    "",
                    "the file has entries but no namespace, so it is skipped; add namespace: app at"
                            + " its top");
        }
    }

    private static boolean isEntry(Tree tree) {
        return tree instanceof Tree.Fields map
                && map.get("kind") instanceof Tree.Scalar kind
                && Kinds.isSupported(kind.text());
    }

    private static String label(Tree.Fields map, String namespace) {
        return map.get("name") instanceof Tree.Scalar name && Pid.isHostId(name.text())
                ? namespace + ":" + name.text()
                : namespace;
    }
}
