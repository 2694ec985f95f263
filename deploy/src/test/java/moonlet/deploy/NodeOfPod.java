package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1StatefulSet;

import moonlet.node.app.Configuration;
import moonlet.node.app.ConfigurationReader;
import moonlet.node.app.Configured;
import moonlet.node.app.LoadLimits;
import moonlet.node.app.Setting;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The node in a pod of a StatefulSet, as it reads its environment: that of the image, under what
 * the manifests add. Every variable of Moonlet in it is one that the node knows.
 */
record NodeOfPod(Configuration configuration) {
    // Of the launcher, which is a script.
    private static final Set<String> LAUNCHER = Set.of("MOONLET_JAVA_HOME", "MOONLET_JAVA_OPTS");

    static NodeOfPod of(Manifests manifests) throws Exception {
        V1Container node =
                manifests
                        .one(V1StatefulSet.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst();
        Map<String, String> environment = new TreeMap<>(Dockerfile.read().environment());
        node.getEnvFrom()
                .forEach(
                        from ->
                                environment.putAll(
                                        manifests
                                                .configMap(from.getConfigMapRef().getName())
                                                .getData()));
        node.getEnv().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        Set<String> known =
                Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
        for (String name : environment.keySet()) {
            assertTrue(known.contains(name) || LAUNCHER.contains(name), name);
        }
        Path hello = Shell.checkout().resolve("examples/hello");
        Configured read =
                new ConfigurationReader(environment, LoadLimits.DEFAULTS).readFolder(hello);
        assertEquals(List.of(), read.problems());
        return new NodeOfPod(read.configuration());
    }
}
