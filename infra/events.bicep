// Second pass: who hears of which blob. The key by which Event Grid may come in exists once the app's code runs.
param environmentName string
param appName string
param topicName string
param hostStorageName string

// One for each blob-triggered function, by the very name that it has in the code, and by the path that its trigger has.
// An event that reaches a name which no function has is lost without a word; a test holds both.
var subscriptions = [
  { function: 'CleanCallLogs', container: 'raw', prefix: 'calllogs' }
  { function: 'CleanForms', container: 'raw', prefix: 'forms' }
  { function: 'CleanSms', container: 'raw', prefix: 'sms' }
  { function: 'CleanSocial', container: 'raw', prefix: 'social' }
  { function: 'LoadCallLogs', container: 'clean', prefix: 'calllogs' }
  { function: 'LoadForms', container: 'clean', prefix: 'forms' }
  { function: 'LoadSms', container: 'clean', prefix: 'sms' }
  { function: 'LoadSocial', container: 'clean', prefix: 'social' }
  { function: 'RunReplay', container: 'state', prefix: 'replay-requests' }
]

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource hostStorage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostStorageName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource listeners 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [
  for subscription in subscriptions: {
    parent: topic
    name: '${environmentName}-${subscription.function}'
    properties: {
      destination: {
        endpointType: 'WebHook'
        properties: {
          // Read here, so that it passes through no script and no log.
          endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${subscription.function}&code=${listKeys('${app.id}/host/default', '2024-04-01').systemKeys.blobs_extension}'
          // Whatever comes is only put into the host's queue.
          maxEventsPerBatch: 1
        }
      }
      eventDeliverySchema: 'EventGridSchema'
      filter: {
        subjectBeginsWith: '/blobServices/default/containers/${subscription.container}/blobs/${subscription.prefix}/'
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        advancedFilters: [
          {
            // A blob that is whole: https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage
            operatorType: 'StringIn'
            key: 'data.api'
            values: ['PutBlob', 'PutBlockList', 'FlushWithClose']
          }
        ]
      }
      retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
      deadLetterWithResourceIdentity: {
        identity: { type: 'SystemAssigned' }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: { resourceId: hostStorage.id, blobContainerName: 'deadletters' }
        }
      }
    }
  }
]
