package moonlet.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an overlay of {@code k8s/} consists of, read by models of Kubernetes that refuse unknown
 * fields, wrong types and whatever lacks what is required.
 */
record Manifests(List<Object> all) {
    /** What {@code kubectl kustomize} makes of a folder of the checkout. */
    static Manifests of(String folder) throws Exception {
        String text = new Shell(Map.of()).run("kubectl", "kustomize", folder);
        ObjectMapper json = new ObjectMapper();
        List<Object> all = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
            all.add(read(json.writeValueAsString(document)));
        }
        return new Manifests(all);
    }

    /**
     * One document.
     *
     * @throws IOException or another exception that says what of it no Kubernetes would take
     */
    static Object read(String json) throws IOException {
        String kind = new ObjectMapper().readTree(json).path("kind").asText();
        return switch (kind) {
            case "Certificate" -> strict().readValue(json, Certificate.class);
            case "ConfigMap" -> V1ConfigMap.fromJson(json);
            case "Issuer" -> strict().readValue(json, Issuer.class);
            case "NetworkPolicy" -> V1NetworkPolicy.fromJson(json);
            case "PodDisruptionBudget" -> V1PodDisruptionBudget.fromJson(json);
            case "Service" -> V1Service.fromJson(json);
            case "ServiceAccount" -> V1ServiceAccount.fromJson(json);
            case "ServiceMonitor" -> strict().readValue(json, ServiceMonitor.class);
            case "StatefulSet" -> V1StatefulSet.fromJson(json);
            default -> throw new IOException("no model for the kind " + kind);
        };
    }

    /** The only one of its kind. */
    <T> T one(Class<T> type) {
        List<T> found = each(type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type.getSimpleName());
        }
        return found.getFirst();
    }

    <T> List<T> each(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    V1Service service(String name) {
        return each(V1Service.class).stream()
                .filter(service -> service.getMetadata().getName().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("no service " + name));
    }

    /** The one of a kind of cert-manager's that has this name. */
    <T extends HasMetadata> T named(Class<T> kind, String name) {
        return each(kind).stream()
                .filter(its -> its.getMetadata().getName().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
    }

    V1ConfigMap configMap(String name) {
        return each(V1ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("no ConfigMap " + name));
    }

    /** These models keep what they do not know, unless they are kept from it. */
    private static ObjectMapper strict() {
        return new ObjectMapper()
                .setAnnotationIntrospector(
                        new JacksonAnnotationIntrospector() {
                            @Override
                            public Boolean hasAnySetter(Annotated any) {
                                return false;
                            }
                        });
    }
}
