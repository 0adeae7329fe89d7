// What happens in the lake, as events. Who listens is said in ../events.bicep, once the app's code runs.
import { roles } from '../roles.bicep'

param name string
param location string
param lakeId string
param hostStorageName string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    source: lakeId
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource hostStorage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostStorageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource deadLetters 'containers' existing = {
      name: 'deadletters'
    }
  }
}

// Event Grid leaves what it could not deliver in this one container.
resource deadLetterWriter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hostStorage::blobs::deadLetters.id, topic.id, roles.storageBlobDataContributor)
  scope: hostStorage::blobs::deadLetters
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
    description: 'Event Grid leaves dead letters.'
  }
}

output name string = topic.name
