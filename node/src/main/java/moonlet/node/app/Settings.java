package moonlet.node.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is set from outside of {@code moonlet.yaml}: a flag goes before a variable. */
final class Settings {
    private static final String PREFIX = "MOONLET_";

    /** What commands that ask a node, and the launcher, read. */
    private static final Set<String> OF_COMMANDS =
            Set.of("MOONLET_ADMIN", "MOONLET_ADMIN_CA", "MOONLET_JAVA_HOME", "MOONLET_JAVA_OPTS");

    private final Map<String, String> environment;
    private final Map<Setting, String> flags;

    Settings(Map<String, String> environment, Map<Setting, String> flags) {
        this.environment = Map.copyOf(environment);
        this.flags = Map.copyOf(flags);
    }

    /**
     * A variable that is nearly one of Moonlet's is a mistake. Others are not: Kubernetes makes
     * some of the names of services, and applications have their own.
     */
    void refuseMistyped(Problems problems) {
        Set<String> known =
                Arrays.stream(Setting.values())
                        .map(Setting::variable)
                        .collect(Collectors.toCollection(() -> new TreeSet<>(OF_COMMANDS)));
        Set<String> names = known.stream().map(Settings::afterPrefix).collect(Collectors.toSet());
        for (String variable : environment.keySet()) {
            if (variable.startsWith(PREFIX) && !known.contains(variable)) {
                Nearest.to(afterPrefix(variable), names)
                        .ifPresent(
                                meant ->
                                        problems.mistake(
                                                new Place("environment variable " + variable, 0),
                                                "",
                                                "unknown; did you mean \""
                                                        + PREFIX
                                                        + meant
                                                        + "\"?"));
            }
        }
    }

    private static String afterPrefix(String variable) {
        return variable.substring(PREFIX.length());
    }

    /** The value that holds: the flag's, else the variable's, else what is written; or null. */
    Tree.Scalar over(Setting setting, Tree.Scalar written) {
        String flag = flags.get(setting);
        if (flag != null) {
            return scalar(setting.flag(), flag);
        }
        String text = environment.get(setting.variable());
        return text == null ? written : scalar("environment variable " + setting.variable(), text);
    }

    /** The same for a list, which is written with commas outside of the file. */
    List<Tree.Scalar> over(Setting setting, List<Tree.Scalar> written) {
        Tree.Scalar all = over(setting, (Tree.Scalar) null);
        return all == null
                ? written
                : Arrays.stream(all.text().split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(text -> scalar(all.place().file(), text))
                        .toList();
    }

    /**
     * The same for true or false.
     *
     * @param key of the configuration, in the mistake that anything else is
     */
    boolean flag(Setting setting, boolean written, String key, Problems problems) {
        Tree.Scalar outside = over(setting, (Tree.Scalar) null);
        if (outside == null) {
            return written;
        }
        if (!outside.text().equals("true") && !outside.text().equals("false")) {
            problems.mistake(
                    outside.place(), key, "true or false, found " + Problem.quoted(outside.text()));
        }
        return outside.text().equals("true");
    }

    private static Tree.Scalar scalar(String from, String text) {
        return new Tree.Scalar(new Place(from, 0), text, text, Tree.Style.QUOTED);
    }
}
