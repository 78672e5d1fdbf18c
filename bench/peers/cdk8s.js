// The large system by cdk8s: an object of its tree for each service, and its own YAML. It has no construct for Compose.
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { servicesOf, size } from '../large/services.js';
import { documentOf, serviceOf } from './document.js';

const [, , file = 'docker-compose.yml'] = process.argv;
const wanted = servicesOf(size);
const chart = new Chart(new App(), 'large');
for (const one of wanted)
  new ApiObject(chart, one.id, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: one.id },
    spec: serviceOf(one),
  });
const services = chart.toJson().map(({ metadata, spec }) => [metadata.name, spec]);
Yaml.save(file, [documentOf(services, wanted)]);
