package moonlet.node.app;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds trees from the events of one YAML text. Limits are checked event by event, before anything
 * is kept: the nodes of the library would first be built in full, by recursion.
 */
final class YamlDocuments {
    private static final String MERGE = "<<";

    private final String file;
    private final LoadLimits limits;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Measured> anchors = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();
    private int values;

    YamlDocuments(String file, String text, LoadLimits limits, Problems problems) {
        this.file = file;
        this.limits = limits;
        this.problems = problems;
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(Math.max(1, limits.yamlBytesMax()))
                        .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** A tree with what an alias of it costs. */
    private record Measured(Tree tree, int values, int height) {}

    List<Tree> read() throws BadYaml {
        List<Tree> documents = new ArrayList<>();
        while (events.hasNext()) {
            switch (events.next().getEventId()) {
                case DocumentStart -> {
                    anchors.clear();
                    documents.add(node(events.next(), 1).tree());
                }
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case Alias, Scalar, SequenceStart, SequenceEnd, MappingStart, MappingEnd ->
                        throw new IllegalStateException("a value outside a document");
            }
        }
        return documents;
    }

    private Measured node(Event event, int depth) throws BadYaml {
        if (event instanceof AliasEvent alias) {
            return aliased(alias, depth);
        }
        NodeEvent start = (NodeEvent) event;
        count(event, 1, depth);
        start.getAnchor().ifPresent(open::add);
        int before = values;
        Measured measured =
                switch (start) {
                    case ScalarEvent scalar -> new Measured(scalar(scalar), 1, 0);
                    case SequenceStartEvent list -> items(list, depth);
                    case MappingStartEvent map -> fields(map, depth);
                    default -> throw new IllegalStateException("unknown event " + start);
                };
        Measured whole = new Measured(measured.tree(), values - before + 1, measured.height());
        start.getAnchor().ifPresent(open::remove);
        start.getAnchor().ifPresent(anchor -> anchors.put(anchor, whole));
        return whole;
    }

    private Measured aliased(AliasEvent event, int depth) throws BadYaml {
        Anchor anchor = event.getAlias();
        if (open.contains(anchor)) {
            throw new BadYaml(
                    line(event),
                    "*" + anchor + " stands inside &" + anchor + ": a value cannot contain itself");
        }
        Measured target = anchors.get(anchor);
        if (target == null) {
            throw new BadYaml(
                    line(event),
                    "*" + anchor + " refers to nothing; define &" + anchor + " before it");
        }
        count(event, target.values(), depth + target.height());
        return target;
    }

    private void count(Event event, int more, int depth) throws BadYaml {
        // A sum of two numbers within the limit cannot overflow.
        values += more;
        if (values > limits.yamlValuesMax() || values < 0) {
            throw new BadYaml(
                    line(event),
                    "the file holds more than yamlValuesMax="
                            + limits.yamlValuesMax()
                            + " values, counting what aliases repeat; split it into several files");
        }
        if (depth > limits.yamlNestingMax()) {
            throw new BadYaml(
                    line(event),
                    "lists and maps nest deeper than yamlNestingMax=" + limits.yamlNestingMax());
        }
    }

    private Tree scalar(ScalarEvent event) {
        String text = event.getValue();
        boolean isText = event.getTag().map("tag:yaml.org,2002:str"::equals).orElse(false);
        if (event.isPlain()) {
            Object value = isText ? text : Scalars.plain(text);
            return new Tree.Scalar(place(event), value, text, Tree.Style.PLAIN);
        }
        boolean isBlock = event.isLiteral() || event.isFolded();
        return new Tree.Scalar(
                place(event), text, text, isBlock ? Tree.Style.BLOCK : Tree.Style.QUOTED);
    }

    private Measured items(SequenceStartEvent start, int depth) throws BadYaml {
        List<Tree> items = new ArrayList<>();
        int height = 0;
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            Measured item = node(event, depth + 1);
            height = Math.max(height, item.height());
            items.add(item.tree());
            event = events.next();
        }
        Tree list = new Tree.Items(place(start), Collections.unmodifiableList(items));
        return new Measured(list, 0, height + 1);
    }

    private Measured fields(MappingStartEvent start, int depth) throws BadYaml {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        List<Tree> merged = new ArrayList<>();
        int height = 0;
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(node(event, depth + 1).tree() instanceof Tree.Scalar key)) {
                throw new BadYaml(
                        line(event),
                        "a list or map stands where a key is expected; write key: value");
            }
            Place place = place(event);
            Measured value = node(events.next(), depth + 1);
            height = Math.max(height, value.height());
            if (key.text().equals(MERGE) && key.style() == Tree.Style.PLAIN) {
                merged.add(value.tree());
            } else {
                add(fields, new Tree.Field(key.text(), place, value.tree()));
            }
            event = events.next();
        }
        merged.forEach(tree -> merge(tree, fields));
        Tree map = new Tree.Fields(place(start), Collections.unmodifiableMap(fields));
        return new Measured(map, 0, height + 1);
    }

    private void add(Map<String, Tree.Field> fields, Tree.Field field) {
        Tree.Field first = fields.putIfAbsent(field.name(), field);
        if (first != null) {
            problems.mistake(
                    field.place(),
                    "",
                    "the key "
                            + Problem.quoted(field.name())
                            + " appears twice in one map, first in line "
                            + first.place().line()
                            + "; remove one");
        }
    }

    /** {@code <<: *defaults} adds the fields that the map does not have itself. */
    private static void merge(Tree tree, Map<String, Tree.Field> fields) {
        switch (tree) {
            case Tree.Fields map -> map.fields().forEach(fields::putIfAbsent);
            case Tree.Items list -> list.items().forEach(item -> merge(item, fields));
            case Tree.Scalar _ -> {}
        }
    }

    private Place place(Event event) {
        return new Place(file, line(event));
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
